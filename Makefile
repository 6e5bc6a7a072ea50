# The commands of docs/development.md. Each does the set-up it needs.

SWIFT ?= swift
BINARY := .build/release/longshore

.PHONY: run build test bench format lint setup

run: build
	$(BINARY) serve --data ./data --demo

build: setup
	$(SWIFT) build -c release --product longshore

test: setup
	scripts/test

bench: build
	benchmarks/run --binary $(BINARY)

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

setup:
	@scripts/setup
