/** What was found and why, and the ground truth of what the generator hid. */
@NullMarked
package io.fintrans.alert;

import org.jspecify.annotations.NullMarked;
