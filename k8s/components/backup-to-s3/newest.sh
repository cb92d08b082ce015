#!/bin/sh
# Put the newest copy into the bucket, under its own name. Fails where there is none of the last day: brought
# once more, an older one would be kept for longer than people are promised.
set -eu

# Names tell the moment, so that the last in their order is the newest.
export LC_ALL=C
for copy in "$COPIES"/techhub-*.thb; do
    newest=$copy
done
oldest=$COPIES/techhub-$(date --utc --date='1 day ago' +%Y-%m-%dT%H%M%SZ)
if [ ! -e "$newest" ] || [ "$newest" \< "$oldest" ]; then
    echo "no copy of the last day in $COPIES" >&2
    exit 1
fi
exec aws s3 cp "$newest" "s3://$BACKUP_BUCKET/" --only-show-errors
