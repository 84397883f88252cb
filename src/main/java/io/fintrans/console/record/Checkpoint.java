package io.fintrans.console.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Objects;

/**
 * A signed note of how far the chain of events had come, kept outside of Kafka: whoever cuts or rewrites the topic cannot
 * rewrite this too.
 *
 * @param sequence of the newest event
 * @param head its hash
 * @param signature Ed25519 over the rest, in Base64
 */
public record Checkpoint(long sequence, String head, Instant at, String signature) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ALGORITHM = "Ed25519";

    public Checkpoint {
        Objects.requireNonNull(head);
        Objects.requireNonNull(signature);
    }

    /** @throws IllegalStateException if the key is none for Ed25519 */
    static Checkpoint sign(long sequence, String head, Instant now, PrivateKey key) {
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key);
            signer.update(signed(sequence, head, at));
            return new Checkpoint(sequence, head, at, Base64.getEncoder().encodeToString(signer.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign a checkpoint: " + e.getMessage(), e);
        }
    }

    /** Whether the owner of the key has signed this. */
    public boolean isSignedBy(PublicKey key) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(signed(sequence, head, at));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] signed(long sequence, String head, Instant at) {
        return ("fintrans-checkpoint-1 " + sequence + " " + head + " " + at.toEpochMilli()).getBytes(US_ASCII);
    }

    /** One line of JSON, without its end. */
    String line() {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("sequence", sequence);
        json.put("head", head);
        json.put("at", at.toEpochMilli());
        json.put("signature", signature);
        return json.toString();
    }

    /** @throws IllegalArgumentException if the line is no checkpoint; its signature may be wrong all the same */
    static Checkpoint parse(String line) {
        try {
            JsonNode json = MAPPER.readTree(line);
            return new Checkpoint(
                    json.required("sequence").longValue(),
                    json.required("head").textValue(),
                    Instant.ofEpochMilli(json.required("at").longValue()),
                    json.required("signature").textValue());
        } catch (IOException | NullPointerException e) {
            throw new IllegalArgumentException("not a checkpoint", e);
        }
    }
}
