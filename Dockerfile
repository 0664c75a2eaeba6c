# What the two commands of the README need: docker run --rm -it $(docker build -q .)
# keeps nothing. This leaves results here, in outputs/, which user 1000, the image's node, has to be let write:
# docker run --rm -it -v "$PWD/outputs:/home/node/dynamic-inversion/outputs" $(docker build -q .)
FROM node:24.20.0-bookworm-slim@sha256:ba849c60be29959425b8734d57b8b4b7d56f98edd9504c9af091d5281095a71e AS base
RUN apt-get update && apt-get install -y --no-install-recommends git make && rm -rf /var/lib/apt/lists/*
COPY .ci/deno /opt/.ci/deno
RUN ln -s "$(sh /opt/.ci/deno)" /usr/local/bin/deno && rm -rf /root/.npm

# What .devcontainer opens: with pandas, and NumPy, to read results in. Debian has no polars.
FROM base AS workshop
RUN apt-get update && apt-get install -y --no-install-recommends python3-pandas && rm -rf /var/lib/apt/lists/*
USER node

FROM base
USER node
RUN mkdir /home/node/dynamic-inversion
WORKDIR /home/node/dynamic-inversion
COPY --chown=node . .
RUN deno install --quiet
CMD ["make", "reproduce"]
