package io.fintrans.console.record;

import io.fintrans.casework.CaseEvent;
import io.fintrans.casework.ConsoleSignature;
import io.fintrans.casework.EventSigner;
import io.fintrans.casework.SignatureCheck;
import io.fintrans.casework.SigningMark;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.Optional;

/** Signs for one cluster, and says whether a signature is of one of its consoles and for it. For one reading of the topic, by one thread at a time. */
public final class ClusterSignatures implements EventSigner, SignatureCheck {
    private final KeyRing keys;
    private String cluster = "";
    /** A topic that was brought here begins with the events of another cluster, and has none of them after its first own one. */
    private boolean ownSeen;

    public ClusterSignatures(KeyRing keys) {
        this.keys = keys;
    }

    /** Which cluster it is; to be called before everything else. */
    public void connected(String id) {
        cluster = id;
    }

    @Override
    public ConsoleSignature place() {
        return new ConsoleSignature(cluster, keys.id(), ConsoleSignature.NO_VALUE);
    }

    @Override
    public CaseEvent sign(CaseEvent event) {
        return event.signed(keys.sign(event.signedBytes(), cluster));
    }

    SigningMark mark() {
        return new SigningMark(keys.sign(SigningMark.signedBytes(cluster), cluster));
    }

    @Override
    public Optional<Doubt> doubt(ConsoleSignature signature, byte[] signed) {
        TrustedKeys trusted = keys.trusted(signature.key());
        if (trusted.refused().contains(signature.key()) || trusted.refused().contains(signature.cluster())) {
            return doubt(true, "trusted-keys refuses its key " + signature.key() + " or its cluster");
        }
        PublicKey key = trusted.keys().get(signature.key());
        if (key == null) {
            return doubt(false, "it is signed with the key " + signature.key() + ", which is not trusted here");
        }
        if (!AuditKey.verify(key, signed, HexFormat.of().parseHex(signature.value()))) {
            return doubt(true, "its signature is none of the key " + signature.key());
        }
        if (signature.cluster().equals(cluster)) {
            ownSeen = true;
            return Optional.empty();
        }
        return trusted.clusters().contains(signature.cluster())
                ? Optional.empty()
                : doubt(ownSeen, "it was signed for another Kafka cluster, " + signature.cluster());
    }

    private static Optional<Doubt> doubt(boolean certain, String why) {
        return Optional.of(new Doubt(certain, why));
    }
}
