# Parley in a container, from the sources alone: docker build -t parley:0.1.0 .
# For who has an engine and neither JDK nor Maven, and for architectures that are not the builder's
# (docker buildx build --platform linux/amd64,linux/arm64 ...). Without an engine `./dev package`
# makes a smaller image, which is the same each time (docs/installing.md).

# The jars are the same everywhere, so they are made where it is quick.
FROM --platform=$BUILDPLATFORM debian:trixie-slim AS program
RUN apt-get update && apt-get install -y --no-install-recommends maven openjdk-25-jdk-headless
WORKDIR /source
COPY . .
RUN mvn -B -q -pl server -am -Dmaven.test.skip=true package \
  && rm -rf server/target/parley/lib/parley.aot server/target/parley/lib/native

# What is the architecture's: the Java runtime and SQLite's library.
FROM debian:trixie-slim AS runtime
RUN apt-get update && apt-get install -y --no-install-recommends openjdk-25-jdk-headless
COPY packaging/common.sh packaging/runtime.sh packaging/native.sh /packaging/
COPY --from=program /source/server/target/parley /parley
RUN java_home=$(echo /usr/lib/jvm/java-25-openjdk-*) && export java_home \
  && sh /packaging/runtime.sh /parley/runtime \
  && sh /packaging/native.sh /parley/lib "$(uname -m)"

FROM debian:trixie-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends busybox libstdc++6 zlib1g \
  && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/* \
  && ln -s busybox /usr/bin/wget \
  && ln -s ../lib/parley/bin/parley /usr/bin/parley \
  && groupadd --gid 10001 parley \
  && useradd --uid 10001 --gid 10001 --home-dir /var/lib/parley --no-create-home --shell /usr/sbin/nologin parley \
  && install -d -m 700 -o 10001 -g 10001 /var/lib/parley
COPY --from=runtime /parley /usr/lib/parley
LABEL org.opencontainers.image.title="Parley" org.opencontainers.image.licenses="Apache-2.0"
ENV LANG=C.UTF-8 PARLEY_HOST=0.0.0.0 PARLEY_DATA=/var/lib/parley \
  PARLEY_ADMIN_PORT=9090 PARLEY_ADMIN_HOST=127.0.0.1
USER 10001:10001
WORKDIR /var/lib/parley
VOLUME /var/lib/parley
EXPOSE 8080 9090
# Not /health/ready, and not before an hour: some engines start again what is unhealthy, which mends
# no database, and would break off a new version that brings large tables up to date.
HEALTHCHECK --interval=10s --timeout=5s --start-period=1h --retries=3 \
  CMD wget -q -O /dev/null "http://127.0.0.1:${PARLEY_ADMIN_PORT}/health/live"
ENTRYPOINT ["/usr/bin/parley"]
CMD ["serve"]
