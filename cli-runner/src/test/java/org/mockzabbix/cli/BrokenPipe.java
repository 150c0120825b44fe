package org.mockzabbix.cli;

import java.io.IOException;
import java.io.OutputStream;

/** A pipe whose reader has closed it. */
public final class BrokenPipe extends OutputStream {
  @Override
  public void write(int b) throws IOException {
    throw new IOException("Broken pipe");
  }
}
