/** What users and attackers broke, retold: each test fails without the mending. */
@NullMarked
package io.fintrans.issue;

import org.jspecify.annotations.NullMarked;
