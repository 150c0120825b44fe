package org.mockzabbix.server;

import java.util.HashMap;
import java.util.Map;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.rule.MockResponse;

/**
 * The handlers of one engine, one for each type of request. Filled once, before it is used.
 *
 * @param <C> the type of the context that handlers receive with the request
 */
final class RequestHandlers<C> {

  /** Responds to requests of one type. */
  @FunctionalInterface
  interface Handler<R extends Request, C> {
    MockResponse respond(R request, C context);
  }

  private final Map<Class<? extends Request>, Handler<Request, C>> handlers = new HashMap<>();

  /** Adds the handler of one type. */
  <R extends Request> RequestHandlers<C> on(Class<R> type, Handler<R, C> handler) {
    handlers.put(type, (request, context) -> handler.respond(type.cast(request), context));
    return this;
  }

  /** Adds the handlers of a family of requests. */
  RequestHandlers<C> withAll(RequestHandlers<C> family) {
    handlers.putAll(family.handlers);
    return this;
  }

  /** Responds to a request with the handler of its type. */
  MockResponse respond(Request request, C context) {
    Handler<Request, C> handler = handlers.get(request.getClass());
    if (handler == null) {
      throw new AssertionError("no handler for " + request.getClass());
    }
    return handler.respond(request, context);
  }
}
