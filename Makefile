# Two doors to the same house: each target finds Deno, or installs the pinned
# version from npm into .deno/, and calls the task of the same name.
# Options go in ARGS: make reproduce ARGS="--profile paper --jobs 4"

.PHONY: reproduce test verify clean check ok
reproduce test verify clean check ok:
	@deno=$$(sh .ci/deno) && "$$deno" task --quiet $@ $(ARGS)
