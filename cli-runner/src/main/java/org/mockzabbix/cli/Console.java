package org.mockzabbix.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a program finds around it: its three streams and the environment.
 *
 * @param out unbuffered, and tells when it fails; data goes here, and nothing else
 * @param err lines for people and scripts that watch
 */
record Console(InputStream in, OutputStream out, PrintStream err, Map<String, String> environment) {

  /** Those of this process, in UTF-8 whatever the locale is. */
  static Console ofProcess() {
    return new Console(
        System.in,
        new FileOutputStream(FileDescriptor.out), // System.out would hide a failure
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        System.getenv());
  }
}
