"""示例行 The example row of a template: made-up words in the form of every field."""

from collections.abc import Mapping

from tongguan.gateway.bulk.forms import Form
from tongguan.gateway.chinaport.schemas.examples import example_text

# What most parcels have, though a row can do without it; the conveyance is what the
# mode of the example cannot do without.
USUAL = (
    *("provider_code", "provider_name", "transaction", "item.item_number"),
    *("conveyance", "voyage", "transport_document"),
)


def example_of(form: Form) -> tuple[Mapping[str, str], ...]:
    """Return the example rows of a form: text by the tag of its column.

    Only what a row can't do without is filled, so that an example is short.
    """
    usual = {form.tag(name) for name in USUAL}
    shown = [it for it in form.columns if form.needs(it) or it.tag in usual]
    return ({it.tag: example_text(it.slot) for it in shown},)
