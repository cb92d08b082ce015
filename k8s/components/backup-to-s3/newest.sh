#!/bin/sh
# Put the newest copy into the bucket, under its own name. Fails where there is none.
set -eu

newest=
for copy in "$COPIES"/*.thb; do
    if [ -z "$newest" ] || [ "$copy" -nt "$newest" ]; then
        newest=$copy
    fi
done
exec aws s3 cp "$newest" "s3://$BACKUP_BUCKET/" --only-show-errors
