"""What the OpenAPI description prints of requests: shapes and examples."""

from typing import Any

DESCRIPTION = """
跨境电商单一窗口的企业接口。The interface of the single window for enterprises.

- 报文 Messages: `POST /ceb/messages` (XML or zip, `202` after it is durably kept),
  `GET /ceb/receipts?after=SEQ&limit=500` (JSON, or XML with `Accept: application/xml`).
- 密钥 Keys: `Authorization: Bearer …`; a firm sees only what is its own.
- 差错 Problems: `application/problem+json` (RFC 9457), Chinese first, English beside.
"""
AMOUNT: dict[str, Any] = {
    "oneOf": [{"type": "string"}, {"type": "number"}],
    "description": "元 yuan, a decimal text or a number",
}
RATE: dict[str, Any] = {
    "oneOf": [{"type": "string"}, {"type": "number"}],
    "description": '"0.13", "13%" or 13',
}
LINE: dict[str, Any] = {
    "type": "object",
    "required": ["hs", "quantity"],
    "properties": {
        "hs": {"type": "string", "description": "商品编码 HS code, ten digits"},
        "quantity": AMOUNT,
        "unit_price": AMOUNT,
        "total": AMOUNT,
        "net_content": {
            "oneOf": [{"type": "string"}, {"type": "number"}],
            "description": "每件净含量 of one piece: 20, '20g', '0.7L', '5片'",
        },
        "vat_rate": RATE,
        "consumption_rate": RATE,
        "consumption_specific": AMOUNT,
        "consumption_quantity": AMOUNT,
        "mfn_rate": RATE,
    },
}
PURCHASE: dict[str, Any] = {
    "type": "object",
    "required": ["lines"],
    "properties": {
        "date": {"type": "string", "format": "date"},
        "lines": {"type": "array", "items": LINE, "minItems": 1, "maxItems": 99},
        "freight": AMOUNT,
        "insurance": AMOUNT,
        "used_this_year": AMOUNT,
    },
    "example": {
        "date": "2026-11-11",
        "lines": [{"hs": "1901101090", "quantity": 6, "unit_price": "238.00"}],
        "freight": "0",
        "insurance": "0",
        "used_this_year": "0",
    },
}
ANSWERS: dict[str, Any] = {
    "401": {"description": "没有有效的接口密钥 No valid key"},
    "404": {"description": "没有，或不属于本企业 None, or not your firm's"},
    "422": {"description": "请求内容有误 The request has faults"},
}
CHECK: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/xml": {"schema": {"type": "string"}},
            "application/zip": {"schema": {"type": "string", "format": "binary"}},
        },
    },
    "responses": {"401": ANSWERS["401"]},
}
ASSESS: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "oneOf": [PURCHASE, {"type": "array", "items": PURCHASE}],
                },
                "example": PURCHASE["example"],
            },
        },
    },
    "responses": {"422": ANSWERS["422"]},
}
COMPARE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": PURCHASE, "example": PURCHASE["example"]}
        },
    },
    "responses": {"422": ANSWERS["422"]},
}
LIST: dict[str, Any] = {
    "responses": {"401": ANSWERS["401"], "404": ANSWERS["404"]},
}
WEBHOOK: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["url"],
                    "properties": {"url": {"type": "string", "format": "uri"}},
                },
                "example": {"url": "https://receipts.example.com/tongguan"},
            },
        },
    },
    "responses": {"401": ANSWERS["401"], "422": ANSWERS["422"]},
}
