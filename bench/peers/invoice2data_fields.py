"""Answers each path on standard input with what invoice2data reads from it, as one line of JSON."""

import json
import logging
import sys
import warnings

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

from invoice2data.api import extract_data  # noqa: E402
from invoice2data.extract.loader import read_templates  # noqa: E402
from invoice2data.input import extract_text  # noqa: F401,E402
from invoice2data.input import _cached_to_text  # noqa: E402
from invoice2data.output.to_json import format_item  # noqa: E402

templates = read_templates(sys.argv[1])
print("ready", flush=True)
for line in sys.stdin:
    _cached_to_text.cache_clear()  # each answer reads its file
    try:
        fields = format_item(extract_data(line.rstrip("\n"), templates=templates), "%Y-%m-%d")
    except Exception as error:
        fields = {"error": str(error)}
    print(json.dumps(fields), flush=True)
