"""News coverage in; a sourced record of who did what to whom out."""

import os

# Before anything brings in onnxruntime, which reports its use to its maker otherwise.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
