"""`/api/v1/payment-data`: a platform's address, and what it was asked for."""

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from ninja import Router, Schema

from tongguan.api.keys import FirmKey
from tongguan.gateway.platform_data.telling import inquiry_told, register_address
from tongguan.gateway.problems import Problem, problem
from tongguan.gateway.sessions import desk
from tongguan.gateway.webhooks.addresses import UnfitUrlError
from tongguan.plumbing import clock

SHOWN = 500

router = Router(tags=["payment-data"], auth=FirmKey())


class Address(Schema):
    """平台接口地址 Where `platDataOpen` is answered."""

    url: str


@router.get("", summary="支付数据核查 What this platform was asked for")
def get_inquiries(request: HttpRequest) -> HttpResponseBase:
    """Return the address on file, the counts, and the latest inquiries."""
    with desk(request) as (rooms, firm):
        assert firm is not None, "whoever comes here has a key"
        return JsonResponse(
            {
                "url": rooms.payment_data.address(firm),
                "counted": rooms.payment_data.counted(firm),
                "inquiries": [
                    inquiry_told(it)
                    for it in rooms.payment_data.latest(firm, limit=SHOWN)
                ],
            }
        )


@router.put("/address", summary="登记接口地址 Register where to ask")
def put_address(request: HttpRequest, address: Address) -> HttpResponseBase:
    """Write down the address of this platform's `platDataOpen`."""
    try:
        with desk(request) as (rooms, firm):
            assert firm is not None, "whoever comes here has a key"
            register_address(rooms, firm, address.url, firm, clock.now())
    except UnfitUrlError as unfit:
        chinese, english = unfit.why.value
        return problem(Problem.BAD_REQUEST, detail=chinese, detail_en=english)
    return JsonResponse({"url": address.url})
