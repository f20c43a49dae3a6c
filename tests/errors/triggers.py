"""One way to be told each code: a paper that agrees, spoilt in one place.

A row names the paper, the entries to change, and the values they get. Everything else
about the papers is right, so that the code is the fault's own.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from tests.errors.spoiling import (
    EC,
    LATE,
    LONG_AGO,
    NOBODY,
    OTHER_PLATFORM,
    OTHER_PROVIDER,
    OTHER_SELLER,
    PY,
    WH,
    Trigger,
    added,
    called,
    close_in_the_zone,
    deactivate,
    dear,
    file_the_tin,
    file_untested,
    firm,
    of,
    suspend,
    today,
    twice,
    wide,
)
from tests.letters import POOR, STRANGER
from tests.papers import NOON
from tests.parcels import id_number
from tongguan.trade.papers import Action

ZONE = ("zone_operator_code", "zone_operator_name")
FIRMS = {
    **firm("payment", "platform", 1, "1100PF0001"),
    **firm("order", "seller", 2, EC),
    **firm("payment", "provider", 3, PY),
    **firm("waybill", "carrier", 4, "1100LG0001"),
    **firm("declaration", "declarant", 5, EC),
    "RGT-1161": Trigger(paper="declaration", changes={ZONE[0]: NOBODY}),
    "RGT-1162": Trigger(paper="declaration", changes={ZONE[1]: "旧名称"}),
    "RGT-1163": Trigger(paper="declaration", changes={ZONE[0]: STRANGER.code}),
    "RGT-1164": Trigger(paper="declaration", before=deactivate(WH)),
    "RGT-1171": of("declaration", guarantor=NOBODY),
    "RGT-1173": of("declaration", guarantor="1100PF0001"),
    "RGT-1174": Trigger(paper="declaration", before=deactivate(EC)),
    **firm("warehousing", "operator", 8, "9901960T01"),
    "RGT-1201": Trigger(paper="order", sender=STRANGER.code),
    "RGT-1202": of("declaration", guarantor="9901960D01"),
}
PERSONS = {
    "IDN-1301": of("order", buyer__id_type="2"),
    "IDN-1302": of("order", buyer__id_number="33010619900307122"),
    "IDN-1303": of("payment", payer__id_number="33010619900307122x"),
    "IDN-1304": of("order", buyer__id_number="330106199013071228"),
    "IDN-1305": of("order", buyer__id_number="330106209903071228"),
    "IDN-1306": of("order", buyer__id_number="990106199003071228"),
    "IDN-1307": of("order", buyer__id_number="330106199003071220"),
}
FILLED_IN = {
    "DUP-1504": of("order", lines=twice),
    "DUP-1506": of("warehousing", lines=lambda it: (it[0], replace(it[0], number=2))),
    "ENT-1502": of("declaration", buyer__name="无"),
    "ENT-1503": of("declaration", buyer__telephone=wide("13805710001")),
    "ENT-1505": of("order", lines__number=7),
    "ENT-1511": of("declaration", ledger=None),
    "ENT-1512": Trigger(
        paper="declaration",
        changes={
            "supervision_mode": "9610",
            "dispatched_from": "502",
            "conveyance": "货轮",
            "voyage": "V1",
            "transport_document": "BL1",
        },
    ),
    "ENT-1513": of("declaration", dispatched_from="502"),
    "ENT-1514": of("declaration", supervision_mode="9610", dispatched_from="142"),
    "ENT-1515": of("declaration", direction="E"),
    "ENT-1517": of("export_declaration", direction="I"),
    "ENT-1518": of("departure", part=3, parts=1),
    "ENT-1519": of("arrival", transport_document=None),
    "ENT-1520": of("export_declaration", platform__code=" "),
    "ENT-1521": of("export_cancellation", list_number="12345678I123456789"),
    "ENT-1522": of("export_order", lines__currency="300"),
    "ENT-1523": Trigger(
        paper="proceeds",
        changes={"provider_name": "现金支付", "transaction": "T1"},
    ),
    "ENT-1524": of("summary", lines=(), since=None, until=None),
    "ENT-1525": of("export_return", dispatched_from="142"),
    "ENT-1526": of("export_declaration", supervision_mode="1210"),
    "ENT-1527": of("export_declaration", procedure="A", licence="L1"),
    "ENT-1531": of("delivery_status", event="X"),
    "ENT-1516": replace(
        of("declaration", heading__action=Action.CHANGE),
        cure={"preliminary_number": "B20261020000000001"},
    ),
    "ENT-1533": of("cancellation", heading__action=Action.CHANGE),
    "ENT-1532": of("cancellation", list_number="29002026E000000001"),
}
CODES = {
    "REF-1401": of("order", lines__unit="平方米"),
    "REF-1402": of("order", lines__origin="比利时"),
    "REF-1403": of("declaration", transport_mode=wide("Y")),
    "REF-1404": of("declaration", package_type=wide("2")),
    "REF-1405": of("declaration", border_office="北京关区"),
    "REF-1406": of("order", consignee__district="鹰手营子矿区"),
    "REF-1407": of("declaration", supervision_mode=wide("1210")),
    "REF-1408": of("declaration", lines__hs_code=wide("1901101090")),
    "REF-1409": of("export_waybill", currency="人民币"),
    "REF-1410": of("summary", grouping=wide("1")),
    "REF-1411": of("export_return", supervision_mode=wide("9661")),
    "REF-1412": of("export_declaration", supervision_mode=wide("9610")),
    "REF-1413": of("export_declaration", procedure=wide("B")),
    "REF-2011": of("declaration", lines__statutory_unit="007"),
    "REF-2012": of("declaration", lines__hs_code="4202210090"),
    "REF-2013": of("declaration", lines__hs_code="1901101099"),
    "REF-2014": of(
        "declaration", lines__second_unit="007", lines__second_quantity=Decimal(2)
    ),
}
SUMS = {
    "AMT-1601": of("order", lines__total=added(1)),
    "AMT-1602": of("order", discount=Decimal(-5)),
    "AMT-1603": of("order", lines__quantity=Decimal(0)),
    "AMT-1604": of("waybill", packages=2),
    "AMT-1611": of("order", goods_value=added(1)),
    "AMT-1612": of("order", paid=added(1)),
    "AMT-1613": of("export_order", goods_value=added(1)),
    "AMT-1614": Trigger(
        paper="export_declaration",
        changes={
            "procedure": "A",
            "lines.currency": "142",
            "lines.price": Decimal(9999),
            "lines.total": Decimal(9999),
        },
    ),
    "AMT-1621": of("declaration", net_weight_kg=added(9)),
    "AMT-1622": of("declaration", lines__statutory_unit="122"),
    "AMT-1623": of("declaration", lines__second_unit="007"),
}
TIMES = {
    "STA-1701": of("declaration", declared_on=date(2099, 1, 1)),
    "STA-1702": replace(
        of("declaration", declared_on=LONG_AGO),
        profile="production",
        cure={"declared_on": today},
    ),
    "STA-1703": of("payment", paid_at=LATE),
    "STA-1704": of("proceeds", received_at=LATE + timedelta(days=90)),
    "STA-1705": of("departure", left_at=LATE + timedelta(days=90)),
    "STA-1706": of("summary", since=LATE, until=NOON),
    "STA-1721": replace(
        of("declaration", supervision_mode="1239"),
        before=close_in_the_zone("import_1239"),
    ),
    "STA-1722": replace(
        of("export_declaration", supervision_mode="9710"),
        before=close_in_the_zone("export_9710"),
    ),
    "STA-1711": of("delivery_status", happened_at=LATE + timedelta(days=90)),
}
GOODS = {
    "LST-2001": of("declaration", lines__hs_code="2402200000"),
    "LST-2003": of(
        "declaration",
        lines__hs_code="1701991090",
        lines__statutory_quantity=Decimal(3),
    ),
    "LST-2004": of("declaration", lines__hs_code="4901990000"),
    "LST-2005": of("declaration", lines__hs_code="3215190090", lines__name="书写墨水"),
    "LST-2006": of("declaration", lines__hs_code="0410004900"),
    "LST-2101": of("declaration", lines__item_number="SKU000001"),
    "LST-2102": replace(
        of("declaration", lines__item_number="SKU000001"), before=suspend
    ),
    "LST-2103": replace(
        of("declaration", lines__statutory_quantity=Decimal(9)), before=file_the_tin
    ),
    "LST-2104": replace(
        of("declaration", declared_on=today),
        profile="production",
        cure={"declared_on": today, "lines.item_number": "SKU000001"},
    ),
    "LST-2105": of("declaration", lines__hs_code="6309000000"),
    **dict.fromkeys(
        ("LST-2106", "LST-2107", "LST-2108"),
        of("declaration", lines__hs_code="3004909099"),
    ),
    "LST-2109": replace(
        of("declaration", lines__model="900g/罐"),
        before=file_untested,
        cure={"lines.item_number": "SKU000001"},
    ),
}
MATCHING = {
    "MAT-3001": of("payment", order_number="DD9"),
    "MAT-3004": called("payment", "platform", OTHER_PLATFORM),
    "MAT-3006": called("payment", "platform", OTHER_PLATFORM),
    "MAT-3007": called("payment", "provider", OTHER_PROVIDER),
    "MAT-3008": called("payment", "provider", OTHER_PROVIDER),
    "MAT-3034": called("declaration", "seller", OTHER_SELLER),
    "MAT-3035": called("declaration", "seller", OTHER_SELLER),
    "MAT-3002": of("payment", payer__id_number=id_number(7)),
    "MAT-3003": of("payment", payer__name="欧阳远山"),
    "MAT-3005": of("payment", amount=added(1)),
    "MAT-3009": of("payment", transaction="ZF9"),
    "MAT-3021": of("waybill", order_number="DD9"),
    "MAT-3022": of("waybill", consignee__name="欧阳远山"),
    "MAT-3023": of("waybill", consignee__telephone="13800000000"),
    "MAT-3024": of("waybill", consignee__address="浙江省杭州市西湖区望溪路1号"),
    "MAT-3036": of("declaration", buyer__name="欧阳远山"),
    "MAT-3037": of("declaration", buyer__id_number=id_number(7)),
    "MAT-3038": of("declaration", buyer__telephone="13800000000"),
    "MAT-3025": of("declaration", address="浙江省杭州市西湖区望溪路1号"),
    "MAT-3040": of("declaration", lines=lambda it: (*it, replace(it[0], number=2))),
    "MAT-3041": of("declaration", lines__name="婴儿配方奶粉2段"),
    "MAT-3042": of("declaration", lines__item_number="SKU9"),
    "MAT-3043": Trigger(
        paper="declaration",
        changes={"lines.barcode": "6901234567892"},
        elsewhere={"order": {"lines.barcode": "6901234567885"}},
    ),
    "MAT-3044": of("declaration", lines__unit="125"),
    "MAT-3045": of(
        "declaration", lines__quantity=Decimal(1), lines__total=Decimal(238)
    ),
    "MAT-3046": of("declaration", lines__price=Decimal(239), lines__total=Decimal(478)),
    "MAT-3047": of("declaration", lines__price=Decimal(239), lines__total=Decimal(478)),
    "MAT-3049": of("declaration", lines__origin="502"),
    "MAT-3054": Trigger(
        paper="declaration",
        changes={"transport_document": "BL1"},
        elsewhere={"waybill": {"transport_document": "BL9"}},
    ),
    "MAT-3055": of("waybill", gross_weight_kg=Decimal("2.40")),
    "MAT-3056": of("waybill", freight=Decimal(9)),
    "MAT-3057": of("waybill", insurance=Decimal(1)),
    "MAT-3058": of("declaration", freight=Decimal(8)),
    "MAT-3061": of("payment", paid_at=LATE, heading__reported_at=LATE),
}
LIMITS = {
    "QUO-2001": dear(60),
    "QUO-2002": dear(12),
    "GUA-4001": Trigger(
        paper="declaration",
        changes={
            "guarantor": POOR.code,
            "declarant.code": POOR.code,
            "declarant.name": POOR.name,
        },
        sender=POOR.code,
    ),
    "TAX-3101": of("declaration", lines__hs_code="3304999999"),
}
TRIGGERS: dict[str, Trigger] = {
    **FIRMS,
    **PERSONS,
    **FILLED_IN,
    **CODES,
    **SUMS,
    **TIMES,
    **GOODS,
    **MATCHING,
    **LIMITS,
}
