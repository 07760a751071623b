#!/usr/bin/env bash
# Makes what the mutual-TLS profile needs to be tried: an authority, and a certificate each for a server and for a client.
# Called again with another client, it makes that one by the authority that is there.
#   certificates.sh FOLDER [CLIENT]
# For a test or a first look. In production an issuer that renews them does this (cert-manager, a mesh, Vault), and the
# authority's key is not in a file.
set -euo pipefail
umask 077

folder=${1:?a folder}
client=${2:-orders-service}
days=30
mkdir -p "$folder"
cd "$folder"

new_key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key" 2> /dev/null; }

# issue NAME USAGE SUBJECT-ALTERNATIVE-NAMES
issue() {
  new_key "$1"
  openssl req -new -key "$1.key" -subj "/O=Gatehouse demo/CN=$1" |
    openssl x509 -req -CA ca.pem -CAkey ca.key -days $days -out "$1.pem" -extfile <(printf '%s\n' \
      "basicConstraints=critical,CA:false" "keyUsage=critical,digitalSignature" "extendedKeyUsage=$2" "subjectAltName=$3") 2> /dev/null
}

if [ ! -f ca.pem ]; then
  new_key ca
  openssl req -x509 -new -key ca.key -subj "/O=Gatehouse demo/CN=authority" -days $days -out ca.pem \
    -addext "basicConstraints=critical,CA:true,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign"
  issue server serverAuth "DNS:localhost,IP:127.0.0.1"
fi
issue "$client" clientAuth "DNS:$client"

printf 'x5t#S256 of %s: %s\n' "$client" \
  "$(openssl x509 -in "$client.pem" -outform DER | openssl dgst -sha256 -binary | openssl base64 -A | tr '+/' '-_' | tr -d =)"
