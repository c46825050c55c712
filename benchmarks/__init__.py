"""Speed and memory, stage by stage: ``python -m benchmarks [FOLDER] [--coder NAME]``."""
