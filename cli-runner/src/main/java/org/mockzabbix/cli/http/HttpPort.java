package org.mockzabbix.cli.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.net.ClosingThreads;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.Plurals;

/**
 * The HTTP port: accepts connections, checks who calls, and writes replies. Connections, threads
 * and times are limited. Endpoints are loaded at the first request, so that the server is ready
 * quickly. Thread-safe.
 */
public final class HttpPort implements AutoCloseable {

  private static final int MOST_THREADS = 256;
  private static final int MOST_CONNECTIONS = 1000;
  private static final Duration WRITE_LIMIT = Duration.ofSeconds(20);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  static {
    setUnlessSet("sun.net.httpserver.nodelay", "true"); // JDK 17 waits 40 ms on kept connections
    setUnlessSet("sun.net.httpserver.maxReqTime", "10"); // seconds for the whole request
    setUnlessSet("jdk.httpserver.maxConnections", String.valueOf(MOST_CONNECTIONS));
    setUnlessSet("sun.net.httpserver.maxReqHeaders", "100");
  }

  private final HttpServer server;
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private final AtomicLong lastThread = new AtomicLong();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          MOST_THREADS, // further requests wait; the limit of connections bounds them
          MOST_THREADS,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          this::thread);
  private final HttpDeadlines deadlines;
  private volatile @Nullable Service service; // set before the port listens

  /** Who may call, and what is called. */
  private record Service(HttpAccess access, LazyRouter router) {}

  private HttpPort(HttpServer server, Duration writeLimit) {
    this.server = server;
    this.deadlines = new HttpDeadlines(writeLimit);
    server.createContext("/", this::handle);
    threads.allowCoreThreadTimeOut(true);
    server.setExecutor(threads);
  }

  /** Returns a port that does not listen yet. */
  static HttpPort unbound(Duration writeLimit) throws IOException {
    return new HttpPort(HttpServer.create(), writeLimit);
  }

  static HttpPort unbound() throws IOException {
    return unbound(WRITE_LIMIT);
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Creates the router when it is first needed. */
  private static final class LazyRouter {
    private final Supplier<HttpRouter> creator;
    private @Nullable HttpRouter router;

    private LazyRouter(Supplier<HttpRouter> creator) {
      this.creator = creator;
    }

    private synchronized HttpRouter get() {
      if (router == null) {
        router = creator.get();
      }
      return router;
    }
  }

  /**
   * Opens a port.
   *
   * @param bind the address to listen on
   * @param target the server that the API reads and controls
   * @throws IOException if it cannot listen, for example because the port is in use
   */
  public static HttpPort open(HttpOptions options, String bind, HttpTarget target)
      throws IOException {
    return unbound().listen(options, bind, target);
  }

  static HttpPort open(
      HttpOptions options,
      String bind,
      Function<HttpAccess, HttpRouter> router,
      Duration writeLimit)
      throws IOException {
    return unbound(writeLimit).listen(options, bind, router);
  }

  HttpPort listen(HttpOptions options, String bind, HttpTarget target) throws IOException {
    return listen(options, bind, access -> HttpApi.router(target, access));
  }

  private HttpPort listen(HttpOptions options, String bind, Function<HttpAccess, HttpRouter> router)
      throws IOException {
    InetAddress address = HttpAccess.address(bind);
    HttpAccess access = HttpAccess.of(options, bind, address);
    service = new Service(access, new LazyRouter(() -> router.apply(access)));
    try {
      bind(address, options);
    } catch (IOException failure) {
      close();
      throw failure;
    }
    server.start();
    return this;
  }

  /** Takes any free port if the default port is in use. */
  private void bind(InetAddress address, HttpOptions options) throws IOException {
    try {
      server.bind(new InetSocketAddress(address, options.port()), MOST_CONNECTIONS);
    } catch (BindException inUse) {
      if (options.required()) {
        throw inUse;
      }
      server.bind(new InetSocketAddress(address, 0), MOST_CONNECTIONS);
    }
  }

  private Service service() {
    return Objects.requireNonNull(service);
  }

  private Thread thread(Runnable task) {
    Thread thread =
        new Thread(() -> runTracked(task), "mock-zabbix-http-" + lastThread.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  private void runTracked(Runnable task) {
    running.add(Thread.currentThread());
    try {
      task.run();
    } finally {
      running.remove(Thread.currentThread());
    }
  }

  /** Returns the port that clients connect to. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Returns the URL for clients of this machine, for example {@code http://127.0.0.1:10080}. */
  public String url() {
    InetAddress bound = server.getAddress().getAddress();
    String host =
        bound.isAnyLocalAddress()
            ? InetAddress.getLoopbackAddress().getHostAddress()
            : bound.getHostAddress();
    return "http://" + new HostAndPort(host, port());
  }

  /** Returns the token that clients must send; null if they need none. */
  public @Nullable String token() {
    return service().access().token();
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      HttpReply reply = reply(exchange);
      try {
        write(exchange, reply);
      } catch (Throwable cut) { // an end without an error would look like a complete body
        abort(exchange);
        throw cut;
      } finally {
        reply.afterwards().run();
      }
    } catch (IOException clientLeft) {
      // nobody reads the reply
    }
  }

  /** Closes the connection: a write of an interrupted thread does that. */
  private static void abort(HttpExchange exchange) {
    Thread.currentThread().interrupt();
    exchange.close();
    Thread.interrupted();
  }

  private HttpReply reply(HttpExchange exchange) {
    HttpAccess access = service().access();
    Headers headers = exchange.getRequestHeaders();
    String origin = headers.getFirst("Origin");
    String path = String.valueOf(exchange.getRequestURI().getPath());
    boolean preflight =
        exchange.getRequestMethod().equals("OPTIONS") && access.allowsOrigin(origin);
    try {
      HttpAccess.Caller caller =
          new HttpAccess.Caller(
              headers.getFirst("Host"),
              origin,
              headers.getFirst("Authorization"),
              headers.getFirst("Cookie"));
      access.check(preflight ? "/livez" : path, caller); // browsers send no token yet
    } catch (HttpProblem refused) {
      return refused.reply();
    }
    HttpReply reply = preflight ? preflight() : service().router().get().reply(exchange);
    return access.allowsOrigin(origin)
        ? reply
            .withHeader("Access-Control-Allow-Origin", String.valueOf(origin))
            .withHeader("Vary", "Origin")
        : reply;
  }

  private static HttpReply preflight() {
    return HttpReply.noContent()
        .withHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
        .withHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID")
        .withHeader("Access-Control-Max-Age", "600");
  }

  private void write(HttpExchange exchange, HttpReply reply) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Content-Security-Policy", "default-src 'none'");
    if (!reply.contentType().isEmpty()) {
      headers.set("Content-Type", reply.contentType());
    }
    reply.headers().forEach(headers::set);
    HttpReply.Streaming stream = reply.stream();
    if (stream == null) {
      byte[] body = reply.text().getBytes(StandardCharsets.UTF_8);
      writeBody(exchange, reply.status(), body.length == 0 ? -1 : body.length, o -> o.write(body));
    } else {
      writeBody(exchange, reply.status(), 0, stream);
    }
  }

  /** Writes a reply. As in the JDK, a length of -1 means no body, and 0 one of unknown length. */
  private void writeBody(HttpExchange exchange, int status, long length, HttpReply.Streaming body)
      throws IOException {
    if (exchange.getRequestMethod().equals("HEAD") || length < 0) {
      if (length > 0) {
        exchange.getResponseHeaders().set("Content-Length", String.valueOf(length));
      }
      deadlines.run(() -> exchange.sendResponseHeaders(status, -1));
      return;
    }
    deadlines.run(() -> exchange.sendResponseHeaders(status, length));
    OutputStream out = deadlines.limit(exchange.getResponseBody());
    try {
      body.writeTo(out);
    } catch (InterruptedException stopped) {
      throw new InterruptedIOException("the server stops");
    }
    out.close();
  }

  /**
   * Closes the port and all connections.
   *
   * @throws IllegalStateException naming the threads that have not ended after 5 s
   */
  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
    deadlines.close();
    long deadline = System.nanoTime() + CLOSE_LIMIT.toNanos();
    List<String> left = ClosingThreads.awaitEnd(List.copyOf(running), deadline);
    if (!left.isEmpty()) {
      throw new IllegalStateException("HTTP did not end within 5 s: " + Plurals.list(left));
    }
  }
}
