package io.fintrans.console;

import java.io.File;
import java.util.Map;
import org.awaitility.Awaitility;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** How long Chromium takes from asking for a page until what it is for is there to be seen. */
final class PageOpening implements AutoCloseable {
    /** Runs before the page's own scripts and looks once a frame. */
    private static final String WATCH = """
            (() => {
              const look = () => {
                const selector = location.hash.startsWith('#/alerts') ? 'tbody tr' : 'canvas';
                if (document.querySelector(selector)) window.usableMillis = performance.now();
                else requestAnimationFrame(look);
              };
              requestAnimationFrame(look);
            })();
            """;

    private final ChromeDriver driver;
    private final String address;
    private int opened;

    PageOpening(LoadedConsole console) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1440,900");
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                        .usingAnyFreePort()
                        .build(),
                options);
        address = console.address();
        driver.get(address + "/sign-in.html");
        String[] cookie = console.cookie().split("=", 2);
        driver.manage()
                .addCookie(new Cookie.Builder(cookie[0], cookie[1])
                        .path("/")
                        .isSecure(true)
                        .isHttpOnly(true)
                        .build());
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
    }

    /** @param view such as {@code alerts} */
    double millis(String view) {
        // Where only what is behind the # is another one, a browser does not load the page again.
        driver.get(address + "/?" + ++opened + "#/" + view);
        return Awaitility.await()
                                .until(
                                        () -> driver.executeScript("return window.usableMillis"),
                                        Number.class::isInstance)
                        instanceof Number millis
                ? millis.doubleValue()
                : Double.NaN;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
