/** Whether what lies in the folder {@code deploy} works: dashboards, provisioning. */
@NullMarked
package io.fintrans.deploy;

import org.jspecify.annotations.NullMarked;
