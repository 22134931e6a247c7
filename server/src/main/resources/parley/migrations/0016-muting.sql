-- Permissions are in force from here on. Whoever has the role that services start with could not mute
-- a conversation any more: it did not say so. Roles that somebody has changed stay as they are.
UPDATE roles SET permissions = permissions || ' editNotificationLevel'
WHERE type = 'CONVERSATION' AND friendly_name = 'channel user'
  AND permissions = 'sendMessage sendMediaMessage leaveConversation editOwnMessage editOwnMessageAttributes deleteOwnMessage';
