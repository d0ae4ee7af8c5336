#!/bin/sh
# Gives the namespace the random passwords that the small overlay expects. What exists stays as it is, so it may be run again.
set -eu
namespace=${1:-gewerk}

secret() {
  name=$1
  kubectl --namespace "$namespace" get secret "$name" >/dev/null 2>&1 && return
  # Letters and digits only: the passwords become part of connection strings.
  kubectl --namespace "$namespace" create secret generic "$name" --from-literal=password="$(openssl rand -hex 24)"
}

secret postgres-superuser
secret postgres-gewerk-app
secret postgres-gewerk-relay
secret postgres-owner-governance
secret postgres-owner-registry
secret postgres-owner-capacity
secret postgres-owner-orders
secret postgres-owner-matching
secret postgres-owner-sustainability
secret postgres-owner-collaboration
secret postgres-owner-billing
secret gewerk-redis
