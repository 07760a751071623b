# The three services and insights-app, from source: one Maven build, then one small image each.
#   docker build --target orders-service -t gatehouse/orders-service .
# Nothing is fetched but from Maven's repository; MAVEN_MIRROR names another one. No image installs packages, so there
# is no mirror of a Linux distribution to name.
ARG JDK_IMAGE=eclipse-temurin:25-jdk
ARG JRE_IMAGE=eclipse-temurin:25-jre

FROM ${JDK_IMAGE} AS build
ARG MAVEN_MIRROR=""
WORKDIR /src
COPY . .
# "locked": two builds at once must not write the same repository.
RUN --mount=type=cache,id=gatehouse-m2,target=/root/.m2,sharing=locked \
    set -eu; settings=; \
    if [ -n "$MAVEN_MIRROR" ]; then \
      export MVNW_REPOURL="$MAVEN_MIRROR"; settings="-s /tmp/settings.xml"; \
      echo "<settings><mirrors><mirror><id>mirror</id><mirrorOf>*</mirrorOf><url>$MAVEN_MIRROR</url></mirror></mirrors></settings>" > /tmp/settings.xml; \
    fi; \
    ./mvnw -B -ntp -q $settings -Dquick=true -am -pl auth-service,orders-service,admin-service,samples/insights-app package

FROM ${JRE_IMAGE} AS service
WORKDIR /app
# No name in /etc/passwd is needed, and none of them owns what it runs: the process cannot rewrite its own code.
USER 10001:10001
ENV HOME=/tmp
# A JRE image need not have curl: bash speaks enough HTTP to read a status.
HEALTHCHECK --interval=5s --timeout=4s --start-period=180s --retries=5 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$QUARKUS_HTTP_PORT && printf 'GET /q/health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", \
  "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
  "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-jar", "/app/quarkus-run.jar"]

FROM service AS auth-service
ENV QUARKUS_HTTP_PORT=8081
EXPOSE 8081
COPY --from=build /src/auth-service/target/quarkus-app/ /app/

FROM service AS orders-service
ENV QUARKUS_HTTP_PORT=8082
EXPOSE 8082
COPY --from=build /src/orders-service/target/quarkus-app/ /app/

FROM service AS admin-service
ENV QUARKUS_HTTP_PORT=8083
EXPOSE 8083
COPY --from=build /src/admin-service/target/quarkus-app/ /app/

# Somebody else's app, for the demo.
FROM service AS insights-app
ENV QUARKUS_HTTP_PORT=8085
EXPOSE 8085
COPY --from=build /src/samples/insights-app/target/quarkus-app/ /app/
