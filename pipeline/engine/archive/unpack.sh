#!/bin/sh
# Checks the archive that this file is in, and lays it out as a working clone:
# sh unpack DIR. It takes a shell, find, sha256sum or shasum, and no network. DIR
# comes into being when all is checked and in its place.
set -eu
LC_ALL=C
export LC_ALL

refuse() {
  echo "error: Cannot unpack $1" >&2
  exit "${2:-1}"
}

to=${1:-}
[ $# -eq 1 ] && [ -n "$to" ] ||
  refuse "the archive: no folder to make is named; give sh $0 DIR" 2
[ ! -e "$to" ] && [ ! -L "$to" ] ||
  refuse "into $to: it is there already; name a folder to be made" 2
to=${to%"${to##*[!/]}"} # without slashes at its end
case $to in
  /*) ;;
  *) to=$PWD/$to ;;
esac
CDPATH= cd -- "$(dirname -- "$0")"
archive=$PWD
case $to in
  "$archive"/*)
    refuse "into $to: it lies in the archive, which is to stay as it is; name a folder elsewhere" 2
    ;;
esac

if command -v sha256sum >/dev/null 2>&1; then
  check() { sha256sum -c SHA256SUMS; }
elif command -v shasum >/dev/null 2>&1; then
  check() { shasum -a 256 -c SHA256SUMS; }
else
  refuse "$archive: there is no sha256sum or shasum here to check it with"
fi

[ -f SHA256SUMS ] ||
  refuse "$archive: it has no SHA256SUMS; fetch it again"
odd=$(find . ! -type d ! -type f | sed -n '1s|^\./||p')
[ -z "$odd" ] ||
  refuse "$archive: $odd is neither file nor folder; fetch it again"
# the files there are and those of the sums: what is in one list alone
odd=$({
  find . -type f ! -path ./SHA256SUMS | sed 's|^\./||'
  sed 's/^.\{66\}//' SHA256SUMS
} | sort | uniq -u | sed -n 1p)
[ -z "$odd" ] || [ -e "$odd" ] ||
  refuse "$archive: $odd is missing; fetch it again"
[ -z "$odd" ] ||
  refuse "$archive: $odd is not in its SHA256SUMS; fetch it again"
echo "checking $archive" >&2
checked=$(check 2>/dev/null || :)
# a line of another form would be passed over
if [ "$(echo "$checked" | grep -c ': OK$')" -ne "$(grep -c '' SHA256SUMS)" ]; then
  odd=$(echo "$checked" | sed -n 's/: FAILED.*//p' | sed -n 1p)
  refuse "$archive: ${odd:-SHA256SUMS} is damaged; fetch it again"
fi
odd=$(sed -n -e 's|  cas/| |p' -e 's|  pre/| |p' SHA256SUMS | while read -r sum name; do
  [ "$sum" = "$name" ] || echo "$name"
done | sed -n 1p)
[ -z "$odd" ] || refuse "$archive: it holds $odd of another digest; fetch it again"

beside=$to.unpacking-$$
mkdir -p -- "$beside" 2>/dev/null ||
  refuse "into $to: a folder cannot be made there; name another one"
leave_nothing() {
  code=$?
  rm -rf -- "$beside"
  refuse "into $to: it was stopped in the middle; nothing of it is left" "$code"
}
trap leave_nothing EXIT
trap 'exit 130' HUP INT TERM

echo "unpacking into $to" >&2
cp -R source/. "$beside/"
mkdir -p "$beside/.deno" "$beside/node_modules/.deno" "$beside/.store"
[ ! -f README.txt ] || cp README.txt "$beside/.store/"
[ ! -d deno ] || cp -R deno/. "$beside/.deno/"
[ ! -d packages ] || cp -R packages/. "$beside/node_modules/.deno/"
# the store has a folder for each two letters that digests begin with
for kind in ac cas pre; do
  find "$kind" -type f | sed 's|.*/\(..\).*|\1|' | sort -u |
    while read -r ab; do
      place=$beside/.store/v1/$kind/$ab
      mkdir -p "$place"
      cp "$kind/$ab"* "$place/"
      if [ "$kind" = cas ]; then
        chmod 444 "$place"/*
      else
        for file in "$place"/*; do mv "$file" "$file.json"; done
      fi
    done
done

mv -- "$beside" "$to"
trap - EXIT
next=$(sed -n 's/^  \([a-z ]* reproduce .*\)$/\1/p' README.txt 2>/dev/null | sed -n 1p)
printf '%s\n' "unpacked into $to${next:+; go on there by $next}" >&2
