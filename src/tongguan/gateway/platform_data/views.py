"""支付原始数据接收 `/ceb2grab/grab/realTimeDataUpload`: uploads of platforms.

The address and the form are the announcement's. A platform has no key here: its
signature says who it is, and the session that it was asked.
"""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tongguan.gateway.platform_data.messages import ROOT
from tongguan.gateway.platform_data.receiving import FAULTY, answer, receive
from tongguan.gateway.sessions import desk
from tongguan.plumbing import clock


@csrf_exempt
@require_POST
def real_time_data_upload(request: HttpRequest) -> HttpResponseBase:
    """POST /ceb2grab/grab/realTimeDataUpload with its one form field."""
    at = clock.now()
    try:
        text = request.POST.get(ROOT, "")
    except RequestDataTooBig:
        text = ""
    if not text:
        said = f"缺少表单项 {ROOT} The form field {ROOT} is missing"
        return JsonResponse(answer(FAULTY, said, at))
    with desk(request) as (rooms, _):
        return JsonResponse(receive(rooms, text, at))
