#!/bin/sh
# Writes golden.json anew. The canonical texts below were written by hand after
# RFC 8785 (members sorted by UTF-16 code units, no spaces, only the escapes it
# demands), with empty members left out by hand; sha256sum digests them. No code
# of this repository takes part. Texts and inputs never change: a changed digest
# would make every review and every chain of entries ever written void.
set -eu
cd "$(dirname "$0")"
separator=''
printf '[' >golden.json
# golden NAME INPUT CANONICAL
golden() {
	sum=$(printf '%s' "$3" | sha256sum | cut -d' ' -f1)
	printf '%s\n {"name": "%s",\n  "input": %s,\n  "digest": "sha256:%s"}' "$separator" "$1" "$2" "$sum" >>golden.json
	separator=','
}

golden 'a plain record' \
	'{"spec": {"round": "2025", "alliance": "a08", "rating": 5}, "group": "lianxing.dev", "kind": "StarApplication", "namespace": "zhuji", "name": "a08-2025-5"}' \
	'{"group":"lianxing.dev","kind":"StarApplication","name":"a08-2025-5","namespace":"zhuji","spec":{"alliance":"a08","rating":5,"round":"2025"}}'

golden 'empty members at any depth' \
	'{"group": "lianxing.dev", "kind": "WorkCalendar", "namespace": "", "name": "2025", "spec": {"holidays": [], "documentNo": "x", "a": null, "b": {"c": {"d": "", "e": []}}, "f": false, "g": 0, "h": true}}' \
	'{"group":"lianxing.dev","kind":"WorkCalendar","name":"2025","spec":{"documentNo":"x","h":true}}'

golden 'elements of lists keep their place' \
	'{"group": "g", "kind": "K", "namespace": "n", "name": "m", "spec": {"list": [0, "", null, false, [], {}, {"a": "", "b": 1}, [[""]], -0]}}' \
	'{"group":"g","kind":"K","name":"m","namespace":"n","spec":{"list":[0,"",null,false,[],{},{"b":1},[[""]],0]}}'

golden 'nothing but a kind' \
	'{"group": "", "kind": "K", "namespace": "", "name": "", "spec": {"a": {}}}' \
	'{"kind":"K"}'

# U+2028 and U+007F stand unescaped in the canonical text, though no editor shows them.
golden 'Chinese, and what JSON for web pages would escape' \
	'{"group": "g", "kind": "K", "namespace": "n", "name": "m", "spec": {"displayName": "诸暨市样例石笕茶产业农合联(虚构)", "html": "<b>&\u2028</b>", "path": "a/b\\c", "quote": "\"", "lines": "a\nb\tc\u0001\u007f"}}' \
	'{"group":"g","kind":"K","name":"m","namespace":"n","spec":{"displayName":"诸暨市样例石笕茶产业农合联(虚构)","html":"<b>& </b>","lines":"a\nb\tc\u0001","path":"a/b\\c","quote":"\""}}'

# In UTF-16 the emoji (D83D DE00) comes before the ligature (FB33); in UTF-8 after it.
golden 'members sorted by UTF-16' \
	'{"group": "g", "kind": "K", "namespace": "n", "name": "m", "spec": {"\ufb33": 1, "\ud83d\ude00": 2, "\u20ac": 3, "\u00f6": 4, "1": 5, "B": 6, "a": 7, "\r": 8}}' \
	'{"group":"g","kind":"K","name":"m","namespace":"n","spec":{"\r":8,"1":5,"B":6,"a":7,"ö":4,"€":3,"😀":2,"דּ":1}}'

golden 'the greatest and least whole numbers' \
	'{"group": "g", "kind": "K", "namespace": "n", "name": "m", "spec": {"most": 9007199254740991, "least": -9007199254740991}}' \
	'{"group":"g","kind":"K","name":"m","namespace":"n","spec":{"least":-9007199254740991,"most":9007199254740991}}'

printf '\n]\n' >>golden.json
