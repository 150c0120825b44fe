package org.mockzabbix.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.interop.NeedsProgram;

/**
 * The picture of the page in README.md. {@code -Dupdate=true} makes it again, from the traffic of
 * two minutes.
 */
@NeedsProgram({"chromium", "chromedriver"})
@ResourceLock(Browser.LOCK)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ReadmePictureIT {

  private static final Path PICTURE = MarkdownFile.ROOT.resolve("docs/page.png");
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 680;
  private static final int SECONDS = 120;

  @Test
  void thePictureShowsValues() throws Exception {
    if (Boolean.getBoolean("update")) {
      Files.copy(picture(), PICTURE, StandardCopyOption.REPLACE_EXISTING);
    }
    BufferedImage image = ImageIO.read(PICTURE.toFile());

    assertEquals(WIDTH + "x" + HEIGHT, image.getWidth() + "x" + image.getHeight());
  }

  private static Path picture() throws Exception {
    try (PageServer server = PageServer.strict();
        Browser browser = Browser.start()) {
      browser.resize(WIDTH, HEIGHT);
      browser.open(server.url(), "");
      server.sendTraffic();
      for (int second = 0; second < SECONDS; second++) {
        sendSample(server, second);
        browser.runAsync("return new Promise(done => setTimeout(done, 1000))");
      }
      browser.click(".values .row", "system.cpu.load");
      browser.await(".panel .plot canvas");
      browser.await(".panel .table tbody tr");
      return browser.picture("readme");
    }
  }

  private static void sendSample(PageServer server, int second) throws Exception {
    double peak = 1.1 * Math.exp(-Math.pow((second - 80) / 6.0, 2));
    double load = 0.5 + 0.12 * Math.sin(second / 4.0) + 0.05 * Math.sin(second * 1.7) + peak;
    server.send("web01", "system.cpu.load[all,avg1]", String.format(Locale.ROOT, "%.2f", load));
    server.send("app-ruby", "app.orders.count", String.valueOf(1280 + second * 3 + second % 7));
    if (second % 5 == 0) {
      server.send("web01", "vm.memory.size", String.valueOf(6_291_210_240L - second * 3_000_000L));
      server.send("web01", "app.ok", second == 80 ? "0" : "1");
      server.send("app-ruby", "app.latency.p99", second % 4 == 0 ? "0.183" : "0,183");
    }
  }
}
