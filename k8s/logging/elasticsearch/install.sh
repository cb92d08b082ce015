#!/bin/sh
# Put the lifecycle policy, the index template that names it, and the stream where there is none yet;
# a second run changes nothing.
set -eu
cd "$(dirname "$0")"
address="https://$ELASTICSEARCH_HOST:${ELASTICSEARCH_PORT:-9200}"
login="$(printf '%s' "$ELASTICSEARCH_USER:$ELASTICSEARCH_PASSWORD" | sed 's/[\\"]/\\&/g')"

ask() {
  # The password comes on standard input: arguments can be read by every process of the machine.
  printf 'user = "%s"\n' "$login" |
    curl --config - --silent --show-error --fail-with-body --max-time 30 \
      --cacert "$ELASTICSEARCH_CA" "$@" && echo
}

put() {
  ask --request PUT --header 'Content-Type: application/json' --data-binary "@$2" "$address/$1"
}

put _ilm/policy/techhub-logs lifecycle.json
put _index_template/techhub-logs template.json
ask "$address/_data_stream/techhub-logs" || ask --request PUT "$address/_data_stream/techhub-logs"
