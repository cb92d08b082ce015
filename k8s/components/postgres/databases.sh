#!/bin/sh
# Runs once, on an empty volume: a user and a database of its own for each service, open to nobody else.
set -eu

create() {
    PASSWORD_OF="$2" psql --quiet --set ON_ERROR_STOP=1 --set name="$1" --username postgres postgres <<'SQL'
\getenv variable PASSWORD_OF
\getenv password :variable
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
}

create bot BOT_PASSWORD
create recommender RECOMMENDER_PASSWORD
create knowledge_base KNOWLEDGE_BASE_PASSWORD
