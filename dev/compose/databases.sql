-- One database and one owner each: no service can read another's tables.
CREATE ROLE auth LOGIN PASSWORD 'demo-auth-db-password';
CREATE DATABASE auth OWNER auth;
REVOKE ALL ON DATABASE auth FROM PUBLIC;

CREATE ROLE orders LOGIN PASSWORD 'demo-orders-db-password';
CREATE DATABASE orders OWNER orders;
REVOKE ALL ON DATABASE orders FROM PUBLIC;

CREATE ROLE keycloak LOGIN PASSWORD 'demo-keycloak-db-password';
CREATE DATABASE keycloak OWNER keycloak;
REVOKE ALL ON DATABASE keycloak FROM PUBLIC;
