package io.fintrans.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads or writes files in a process of its own, perhaps as another user, and prints that user's name and what went wrong. */
final class Attempt {
    private Attempt() {}

    public static void main(String... work) {
        System.out.println(System.getProperty("user.name"));
        for (int i = 0; i < work.length; i += 2) {
            Path path = Path.of(work[i + 1]);
            try {
                if (work[i].equals("read")) {
                    Files.readString(path);
                } else {
                    Files.writeString(path, "x");
                }
                System.out.println(path + " could be used");
            } catch (IOException e) {
                System.out.println(FileFault.words(path, e));
            }
        }
    }
}
