package org.mockzabbix.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium with the page of a server. It waits for what a person would wait for, and
 * fails if the console has an error. Not thread-safe.
 */
final class Browser implements AutoCloseable {

  /** The locks of the classes that start a browser: more than two at once starve other tests. */
  static final String LOCK = "chromium";

  /** Taken by the classes with a {@link PageFixture}. */
  static final String SECOND_LOCK = "another chromium";

  /** What Chromium itself logs if the server refuses a request of the page. */
  static final String STATUS_400 = "a status of 400";

  /** Where the pictures of the page are put. */
  static final Path PICTURES = Path.of("target", "page").toAbsolutePath();

  private static final Duration PATIENCE = Duration.ofMinutes(2); // other tests run, too
  private static final Duration POLL = Duration.ofMillis(50);

  /**
   * Keeps the notes that the page shows, each of them for a moment only. Chromium runs it in each
   * document before the scripts of the page, and in spite of its security policy.
   */
  private static final String KEEP_NOTES =
      "{ window.shownNotes = [];"
          + "let last = '';"
          + "new MutationObserver(() => {"
          + "  const note = document.getElementsByClassName('note')[0];"
          + "  const text = note?.checkVisibility({visibilityProperty: true, opacityProperty: true})"
          + "    ? note.innerText : '';"
          + "  if (text && text !== last) shownNotes.push(text);"
          + "  last = text;"
          + "}).observe(document, {childList: true, characterData: true, subtree: true}); }";

  private static final String TAKE_NOTE =
      "const place = shownNotes.findIndex(note => note.includes(arguments[0]));"
          + "if (place >= 0) shownNotes.splice(place, 1);"
          + "return place >= 0;";

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  static Browser start() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program("chromium"));
    options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
    options.addArguments("--force-prefers-reduced-motion");
    options.addArguments("--no-first-run", "--disable-sync", "--disable-component-update");
    options.addArguments("--disable-background-networking"); // it asks no other machine
    options.setScriptTimeout(PATIENCE);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.WARNING);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(program("chromedriver"))
            .usingAnyFreePort()
            .withTimeout(PATIENCE)
            .build();
    Browser browser = new Browser(new ChromeDriver(service, options));
    browser.resize(1440, 900);
    browser.driver.executeCdpCommand(
        "Browser.grantPermissions",
        Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    browser.driver.executeCdpCommand(
        "Page.addScriptToEvaluateOnNewDocument", Map.of("source", KEEP_NOTES));
    return browser;
  }

  private static File program(String name) {
    return Stream.of(Pattern.compile(File.pathSeparator).split(System.getenv("PATH")))
        .map(folder -> new File(folder, name))
        .filter(File::canExecute)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("missing " + name + " in the PATH"));
  }

  /** Shows a view of the page at a server, for example {@code #/exchanges}. */
  void open(String url, String view) {
    openFile(url + "/" + view);
    await(".connection.live");
  }

  /** Shows a page that needs no server. */
  void openFile(String url) {
    driver.get("about:blank"); // the next address is not only another view
    driver.get(url);
  }

  /** Shows another view of the same page. */
  void show(String view) {
    run("location.hash = arguments[0]", view);
  }

  /** Gives the window the size of another device. */
  void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
  }

  @Nullable Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Runs a script with {@code await}, and returns its result. */
  @Nullable Object runAsync(String script) {
    return driver.executeAsyncScript(
        "const done = arguments[0]; (async () => {"
            + script
            + "})().then(done, failure => done('failed: ' + failure));");
  }

  String url() {
    return String.valueOf(driver.getCurrentUrl());
  }

  String title() {
    return String.valueOf(driver.getTitle());
  }

  /** Reloads the page. */
  void reload() {
    driver.navigate().refresh();
    await(".connection.live");
  }

  /** Waits for an element. */
  WebElement await(String selector) {
    return await(selector, "");
  }

  /** Waits for an element that contains a text. */
  WebElement await(String selector, String text) {
    return Objects.requireNonNull(
        await(named(selector, text), () -> find(selector, text), Objects::nonNull));
  }

  /**
   * Waits for a note that contains a text, and takes it: a later one is another. The note may have
   * gone meanwhile. A note that is given again while it is still shown counts once.
   */
  void awaitNote(String text) {
    await("a note with \"" + text + "\"", () -> Boolean.TRUE.equals(run(TAKE_NOTE, text)));
  }

  /** Waits until no element with this text is left. */
  void awaitNone(String selector, String text) {
    await("no " + named(selector, text), () -> find(selector, text) == null);
  }

  /** Waits until a script returns a value. */
  void awaitResult(Object expected, String script, Object... arguments) {
    await(expected + " of: " + script, () -> run(script, arguments), expected::equals);
  }

  /** Waits for something that is expected to become true. */
  void await(String what, Callable<Boolean> until) {
    await(what, until, Boolean.TRUE::equals);
  }

  /** Waits for a value; a failure says what the page shows instead. */
  private <T extends @Nullable Object> T await(
      String what, Callable<T> value, Predicate<T> isReached) {
    try {
      return Awaitility.await(what)
          .atMost(PATIENCE)
          .pollInterval(POLL)
          .ignoreException(StaleElementReferenceException.class)
          .until(value, isReached);
    } catch (ConditionTimeoutException late) {
      throw new AssertionError(late.getMessage() + "\n" + state(), late);
    }
  }

  private static String named(String selector, String text) {
    return selector + " with \"" + text + "\"";
  }

  /** Returns where the page is, what it shows, and its console. */
  private String state() {
    Object shown = run("return (document.querySelector('main') ?? document.body).innerText");
    return "%s\n%.2000s\nconsole: %s".formatted(url(), shown, takeConsole());
  }

  private @Nullable WebElement find(String selector, String text) {
    return driver.findElements(By.cssSelector(selector)).stream()
        .filter(element -> element.isDisplayed() && element.getText().contains(text))
        .findFirst()
        .orElse(null);
  }

  String text(String selector) {
    return await(selector).getText();
  }

  /** Clicks the element that contains a text. */
  void click(String selector, String text) {
    await(
        "a click on " + named(selector, text),
        () -> {
          WebElement element = await(selector, text);
          run("arguments[0].scrollIntoView({block: 'nearest'})", element); // not below a band
          element.click();
          return true;
        });
  }

  void click(String selector) {
    click(selector, "");
  }

  /** Replaces the text of a field, which has to keep it. */
  void type(String selector, String text) {
    WebElement field = await(selector);
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
    field.sendKeys(text);
    assertEquals(text, field.getDomProperty("value"), selector);
  }

  /** Chooses an entry of a selection. */
  void choose(String selector, String value) {
    await(selector).findElement(By.cssSelector("option[value=\"" + value + "\"]")).click();
  }

  /** Presses keys, as a keyboard does: whatever has the focus gets each of them. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Waits until an element has the focus, which a key may move with the next drawing only. */
  void awaitFocus(String selector) {
    awaitResult(true, "return document.activeElement.matches(arguments[0])", selector);
  }

  String clipboard() {
    return String.valueOf(runAsync("return navigator.clipboard.readText()"));
  }

  /** Makes a picture of what the window shows. */
  Path picture(String name) throws IOException {
    Files.createDirectories(PICTURES);
    return Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  /**
   * Fails if the console has a message, for example of the security policy, that is not allowed.
   * Chromium itself logs each status 422, which is how the server says that an expectation is not
   * met.
   *
   * @param allowed a part of each message that may be there
   */
  void checkConsole(String... allowed) {
    List<String> parts = Stream.concat(Stream.of("a status of 422"), Stream.of(allowed)).toList();
    assertEquals(
        List.of(),
        takeConsole().stream().filter(line -> parts.stream().noneMatch(line::contains)).toList());
  }

  /** Returns and forgets the messages of the console. */
  private List<String> takeConsole() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
