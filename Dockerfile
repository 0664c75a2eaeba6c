# What the two commands of the README need: docker run --rm -it $(docker build -q .)
FROM node:24.20.0-bookworm-slim@sha256:ba849c60be29959425b8734d57b8b4b7d56f98edd9504c9af091d5281095a71e AS base
RUN apt-get update && apt-get install -y --no-install-recommends git make && rm -rf /var/lib/apt/lists/*
COPY .ci/deno /opt/.ci/deno
RUN ln -s "$(sh /opt/.ci/deno)" /usr/local/bin/deno && rm -rf /root/.npm

# What .devcontainer opens: with Python, to read results in.
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
