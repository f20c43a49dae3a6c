"""`/api/v1/errors`: what a code of a receipt means, for programs."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from ninja import Router
from ninja.errors import ValidationError

from tongguan.gateway.explaining import briefly, catalogue, plain
from tongguan.gateway.problems import Problem, problem
from tongguan.gateway.spellings import explain

NOT_AS_AGREED = ("不是接口约定的形式", "改写为接口文档约定的形式")
REWRITE = "Write it as the interface's documentation says"
router = Router(tags=["errors"])


@router.get("", summary="代码目录 Every code there is")
def get_codes(request: HttpRequest, source: str = "") -> HttpResponseBase:
    """List every code, or those of one source: window, business, reason, status …."""
    del request
    found = [briefly(it) for it in catalogue() if source in ("", it.source)]
    return JsonResponse({"codes": found})


@router.get("/{code}", summary="代码释义 What a code means")
def get_code(request: HttpRequest, code: str, text: str = "") -> HttpResponseBase:
    """Explain a code, however it is spelled; `text` tells its meanings apart."""
    del request
    found = explain(code, text)
    if not found.known:
        return problem(Problem.NO_CODE, near=list(found.near))
    told = [plain(one) for one in found.known]
    return JsonResponse({"asked": code, "codes": told, "unknown": list(found.unknown)})


def refuse_parameters(
    request: HttpRequest, error: ValidationError | type[ValidationError]
) -> JsonResponse:
    """Answer a call whose parameters cannot be read, naming each of them."""
    wrong = error.errors if isinstance(error, ValidationError) else []
    return problem(Problem.BAD_REQUEST, faults=[_fault(request, it) for it in wrong])


def _fault(request: HttpRequest, wrong: dict[str, Any]) -> dict[str, Any]:
    field = str(wrong["loc"][-1])
    return {
        "field": field,
        "value": request.GET.get(field),
        "rule": {"zh": NOT_AS_AGREED[0], "en": wrong["msg"]},
        "remedy": {"zh": NOT_AS_AGREED[1], "en": REWRITE},
    }
