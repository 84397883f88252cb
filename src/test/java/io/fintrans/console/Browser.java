package io.fintrans.console;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a screen, as a user of the page. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path SHOTS = Path.of("target", "screenshots");

    /** It warns of each Chromium that is newer than itself; held here, or the setting would be collected. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;

    Browser(String address) {
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1440,900", "--hide-scrollbars");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                        .usingAnyFreePort()
                        .build(),
                options);
        // A dialog would end the session's next command, wherever that is; so it is a complaint like any other.
        driver.executeCdpCommand(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of(
                        "source",
                        "window.alert = window.confirm = window.prompt = text => console.error('dialog: ' + text)"));
        driver.get(address);
    }

    void open(String address) {
        driver.get(address);
    }

    /** Waits until the page shows this somewhere. */
    void awaitText(String css, String text) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> texts(css).contains(text));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "no '" + text + "' in " + css + "; the page says:\n" + texts("body") + complaints(), e);
        }
    }

    /** What all elements together say. */
    String texts(String css) {
        StringBuilder all = new StringBuilder();
        for (WebElement each : driver.findElements(By.cssSelector(css))) {
            all.append(each.getText()).append('\n');
        }
        return all.toString();
    }

    void click(String css) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreException(StaleElementReferenceException.class)
                .ignoreExceptions()
                .until(() -> {
                    driver.findElement(By.cssSelector(css)).click();
                    return true;
                });
    }

    void type(String css, String text) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !driver.findElements(By.cssSelector(css)).isEmpty());
        WebElement field = driver.findElement(By.cssSelector(css));
        field.clear();
        field.sendKeys(text);
    }

    /** In a list to choose from, by what it says. */
    void choose(String css, String text) {
        driver.findElement(By.cssSelector(css)).sendKeys(text);
    }

    /** As from a keyboard: to whatever has the focus. */
    void keys(CharSequence... text) {
        new Actions(driver).sendKeys(text).perform();
    }

    void controlAnd(Keys key) {
        new Actions(driver)
                .keyDown(Keys.CONTROL)
                .sendKeys(key)
                .keyUp(Keys.CONTROL)
                .perform();
    }

    /** Has every answer of the network come this much later. */
    void delayAnswers(int millis) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", false, "latency", millis, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** Has requests for these, with {@code *} for anything, fail from now on; with none, no request does. */
    void block(String... addresses) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(addresses)));
    }

    void back() {
        driver.navigate().back();
    }

    /** What a field holds. */
    String value(String css) {
        return String.valueOf(script("return document.querySelector(arguments[0])?.value", css));
    }

    /** Waits until what the page says fits. */
    void await(String what, Predicate<Browser> wanted) {
        try {
            Awaitility.await(what).atMost(PATIENCE).ignoreExceptions().until(() -> wanted.test(this));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("not " + what + "; the page says:\n" + texts("body") + complaints(), e);
        }
    }

    /** @param x from the middle of the element, like y */
    void hover(String css, int x, int y) {
        moveTo(css, x, y).perform();
    }

    /** @param x from the middle of the element, like y */
    void clickAt(String css, int x, int y) {
        moveTo(css, x, y).click().perform();
    }

    /** WebDriver counts from the middle of the part that is in view, so all of the element is brought there first. */
    private Actions moveTo(String css, int x, int y) {
        script("document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })", css);
        return new Actions(driver).moveToElement(driver.findElement(By.cssSelector(css)), x, y);
    }

    Object script(String code, Object... arguments) {
        return Objects.requireNonNullElse(driver.executeScript(code, arguments), "");
    }

    /** Runs what calls its last argument when it is done. */
    Object asyncScript(String code, Object... arguments) {
        return Objects.requireNonNullElse(driver.executeAsyncScript(code, arguments), "");
    }

    /** As a phone, a desk or a wall is wide; light or dark. */
    void look(int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** Keeps a picture in {@code target/screenshots}, for people to look at. */
    void picture(String name) {
        picture(SHOTS.resolve(name + ".png"));
    }

    void picture(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the browser itself complained about: violated policies, scripts that failed, files that are not there. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                // Who is not signed in yet is told so, and a refused command is refused: the page says both to the
                // user.
                .filter(message -> !message.contains("status of 401") && !message.contains("status of 409"))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
