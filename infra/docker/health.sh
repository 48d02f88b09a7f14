#!/usr/bin/env bash
# Whether the service in this container is ready: asks its management port, with nothing but bash.
set -euo pipefail
exec 3<>/dev/tcp/127.0.0.1/8081
printf 'GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r _ status _ <&3
[ "$status" = 200 ]
