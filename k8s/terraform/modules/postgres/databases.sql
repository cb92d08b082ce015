-- Three databases, each with a user who reaches no other. Run once, as the master, by psql from a pod
-- inside the cluster:
--   psql "host=HOST user=postgres dbname=postgres sslmode=verify-full sslrootcert=CA" \
--     -v bot_password=... -v recommender_password=... -v knowledge_base_password=... -f databases.sql
-- Afterwards the three addresses are written into the secrets of the pods.
\set ON_ERROR_STOP on

CREATE ROLE bot LOGIN PASSWORD :'bot_password';
CREATE ROLE recommender LOGIN PASSWORD :'recommender_password';
CREATE ROLE knowledge_base LOGIN PASSWORD :'knowledge_base_password';

-- On RDS the master is no superuser: it can give a database away only to a role that it belongs to.
GRANT bot, recommender, knowledge_base TO CURRENT_USER;

CREATE DATABASE bot OWNER bot;
CREATE DATABASE recommender OWNER recommender;
CREATE DATABASE knowledge_base OWNER knowledge_base;

REVOKE CONNECT ON DATABASE bot, recommender, knowledge_base, postgres FROM PUBLIC;
