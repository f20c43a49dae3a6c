"""栏目名称 What a field of the standard is called, in the reader's language."""

from django.template import Library

from tongguan.portal import formats

register = Library()
register.filter("printed", formats.printed)
