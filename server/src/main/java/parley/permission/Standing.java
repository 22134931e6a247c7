package parley.permission;

import java.util.Set;
import parley.role.Permission;

/**
 * How a user stands to what he is about to do.
 *
 * @param permissions of his role in the service, and of that in the conversation if he is in it
 * @param participant whether he is in the conversation
 * @param creator whether he has made it
 * @param own whether what it is done to is his own: his message, he himself
 * @param found whether what it is done to is there
 */
record Standing(
    Set<Permission> permissions,
    boolean participant,
    boolean creator,
    boolean own,
    boolean found) {}
