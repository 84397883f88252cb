package io.fintrans.console;

import java.util.List;

/** Measures where a page's words are drawn, and finds those that nobody can read. */
final class LayoutAudit {
    /**
     * Every piece of text that is drawn, with the part of it that its scrolling parents leave. Drawings are left out:
     * their marks may cross. Two pieces may touch by two pixels: a line is higher than its letters.
     */
    private static final String RUN = """
            const drawn = [];
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
              const node = walker.currentNode, parent = node.parentElement;
              const text = node.data.trim();
              if (!text || !parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
              if (parent.closest('svg, option, script, style, dialog:not([open]), .line')) continue;
              const range = document.createRange();
              range.selectNodeContents(node);
              for (const box of range.getClientRects()) {
                let [left, right, top, bottom, hidden] = [box.left, box.right, box.top, box.bottom, false];
                for (let outer = parent; outer; outer = outer.parentElement) {
                  const style = getComputedStyle(outer), frame = outer.getBoundingClientRect();
                  hidden ||= style.clipPath !== 'none';
                  if (style.overflowX !== 'visible' && outer !== document.body && outer !== document.documentElement) {
                    left = Math.max(left, frame.left); right = Math.min(right, frame.right);
                    top = Math.max(top, frame.top); bottom = Math.min(bottom, frame.bottom);
                  }
                }
                if (!hidden && right - left > 2 && bottom - top > 2) {
                  drawn.push({ text: text.slice(0, 40), left, right, top, bottom, parent, node });
                }
              }
            }
            const faults = drawn.filter(each => each.right > document.documentElement.clientWidth + 1 || (each.left < -1 && each.right > 0))
              .map(each => 'beyond the edge: ' + each.text);
            for (const { text, right, parent } of drawn) {
              const cell = parent.closest('td, th, dd, li, button');
              if (cell && right > cell.getBoundingClientRect().right + 1) faults.push('out of its cell: ' + text);
            }
            // Between a phone's cards and a desk's width a table may be scrolled within its panel; the page never.
            const wide = document.documentElement.clientWidth;
            for (const each of document.querySelectorAll(wide > 700 && wide < 1300 ? 'body' : 'body, .panel')) {
              if (each.scrollWidth > each.clientWidth + 1) faults.push('to be scrolled sideways: ' + each.className);
            }
            drawn.sort((a, b) => a.top - b.top);
            drawn.forEach((one, i) => {
              for (let j = i + 1; j < drawn.length && drawn[j].top < one.bottom - 2; j++) {
                const other = drawn[j];
                const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
                const high = Math.min(one.bottom, other.bottom) - other.top;
                const fixed = each => each.parent.closest('header, .line, dialog');
                // A text that is cut at its end has two boxes, one on the other.
                if (one.node !== other.node && wide > 2 && high > 2 && fixed(one) === fixed(other)) {
                  faults.push('one on another: ' + one.text + ' | ' + other.text);
                }
              }
            });
            return [...new Set(faults)];
            """;

    private LayoutAudit() {}

    /** Each text that lies on another, runs out of its cell or beyond the screen, and what must be scrolled sideways. */
    static List<String> unreadable(Browser browser) {
        return ((List<?>) browser.script(RUN)).stream().map(String::valueOf).toList();
    }
}
