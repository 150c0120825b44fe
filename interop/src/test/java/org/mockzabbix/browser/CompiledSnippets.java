package org.mockzabbix.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;

/** Statements that somebody copied from the page with their imports, compiled into a class. */
final class CompiledSnippets implements AutoCloseable {

  private final URLClassLoader loader;
  private final Class<?> compiled;

  private CompiledSnippets(URLClassLoader loader) throws ClassNotFoundException {
    this.loader = loader;
    this.compiled = loader.loadClass("Copied");
  }

  /** Compiles each statement into a method of its own, in a new directory. */
  static CompiledSnippets compile(Path parent, List<String> imports, List<String> statements)
      throws Exception {
    Path directory = Files.createTempDirectory(parent, "copied");
    Path source = Files.writeString(directory.resolve("Copied.java"), source(imports, statements));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-d", directory.toString(), "-cp", System.getProperty("java.class.path"));
      compiler
          .getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
          .call();
    }
    assertEquals("", messages.toString());
    URL[] path = {directory.toUri().toURL()};
    return new CompiledSnippets(new URLClassLoader(path, CompiledSnippets.class.getClassLoader()));
  }

  private static String source(List<String> imports, List<String> statements) {
    Set<String> lines =
        imports.stream()
            .flatMap(text -> Arrays.stream(text.split("\n", -1)))
            .collect(Collectors.toCollection(TreeSet::new));
    lines.add("import " + MockAgent.class.getName() + ";");
    lines.add("import " + MockZabbixServer.class.getName() + ";");
    List<String> methods = new ArrayList<>();
    for (String statement : statements) {
      methods.add(
          "  public static void statement%d(MockZabbixServer server, MockAgent agent) throws Exception {\n%s\n  }\n"
              .formatted(methods.size(), statement));
    }
    return String.join("\n", lines)
        + "\npublic final class Copied {\n"
        + String.join("", methods)
        + "}\n";
  }

  /** Runs a statement, where {@code server} and {@code agent} have these values. */
  void run(int index, MockZabbixServer server, MockAgent agent) throws Exception {
    Method method =
        compiled.getMethod("statement" + index, MockZabbixServer.class, MockAgent.class);
    method.invoke(null, server, agent);
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
