package io.fintrans.casework;

import java.util.Optional;

/** Says whose signatures count. */
@FunctionalInterface
public interface SignatureCheck {
    /** Looks at none: for readers who were given no keys. */
    SignatureCheck NONE = (signature, signed) -> Optional.empty();

    /**
     * Why not to believe something.
     *
     * @param certain whether no console of this cluster can have written it, whatever keys it has; if not, a console may have,
     *     whose key was not made known here
     * @param why without where in the topic it is
     */
    record Doubt(boolean certain, String why) {}

    /** @param signed the bytes under the signature */
    Optional<Doubt> doubt(ConsoleSignature signature, byte[] signed);
}
