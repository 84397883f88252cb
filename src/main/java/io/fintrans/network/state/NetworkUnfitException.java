package io.fintrans.network.state;

import io.fintrans.streams.FatalStageException;

/** The network stage cannot go on until somebody has changed something; the message says what. */
public final class NetworkUnfitException extends FatalStageException {
    private static final long serialVersionUID = 1L;

    public NetworkUnfitException(String message) {
        super(message);
    }
}
