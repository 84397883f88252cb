package io.fintrans.console.routes;

import io.fintrans.casework.CaseRefusedException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;

/** How a command that was not accepted is answered. */
final class Refusals {
    private Refusals() {}

    /** @param changed what the actor had not seen */
    static void answer(Context ctx, CaseRefusedException refused, List<Map<String, Object>> changed) {
        ctx.status(
                switch (refused.kind()) {
                    case CONFLICT -> HttpStatus.CONFLICT;
                    case FORBIDDEN -> HttpStatus.FORBIDDEN;
                    case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
                });
        ctx.json(Map.of("error", String.valueOf(refused.getMessage()), "changed", changed));
    }
}
