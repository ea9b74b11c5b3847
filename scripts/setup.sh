#!/usr/bin/env bash
# Makes sure of everything that building Vardar needs: a C compiler and linker, and a Rust toolchain with cargo.
# On Debian the missing system packages are installed; elsewhere the script says what is missing.
set -euo pipefail

missing=()
command -v cc >/dev/null 2>&1 || missing+=(gcc libc6-dev)
if [ "${1:-}" = tests ]; then
  # The Data Package of a scenario is checked with the Python tool frictionless, in an environment of its own.
  python3 -c 'import venv, ensurepip' >/dev/null 2>&1 || missing+=(python3-venv)
fi
if [ "${#missing[@]}" -gt 0 ]; then
  if command -v apt-get >/dev/null 2>&1; then
    as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" apt-get install -y -qq "${missing[@]}"
  else
    echo "please install: ${missing[*]}" >&2
    exit 1
  fi
fi
if ! command -v cargo >/dev/null 2>&1; then
  echo "please install a Rust toolchain with rustup; rust-toolchain.toml names the version" >&2
  exit 1
fi
