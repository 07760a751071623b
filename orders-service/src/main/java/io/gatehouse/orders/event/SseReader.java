package io.gatehouse.orders.event;

import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A reader over HTTP (server-sent events). */
final class SseReader implements EventStream.Reader {

  private final Sse sse;
  private final SseEventSink sink;
  private final HttpServerResponse response;

  SseReader(Sse sse, SseEventSink sink, HttpServerResponse response) {
    this.sse = sse;
    this.sink = sink;
    this.response = response;
  }

  @Override
  public CompletableFuture<?> tell(String name, @Nullable Long id, Object data) {
    OutboundSseEvent.Builder event =
        sse.newEventBuilder().name(name).mediaType(MediaType.APPLICATION_JSON_TYPE).data(data);
    return send(id == null ? event : event.id(Long.toString(id)));
  }

  @Override
  public CompletableFuture<?> beat(long id) {
    return send(sse.newEventBuilder().id(Long.toString(id)).comment("still here"));
  }

  private CompletableFuture<?> send(OutboundSseEvent.Builder event) {
    try {
      return sink.send(event.build()).toCompletableFuture();
    } catch (IllegalStateException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public boolean isGone() {
    return sink.isClosed();
  }

  @Override
  public void end() {
    sink.close();
  }

  @Override
  public void cut() {
    sink.close();
    response.reset();
  }
}
