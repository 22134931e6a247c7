"""What a program does that knows nothing of Parley: it lists a user's conversations by the official SDK."""
import os

from twilio.rest import Client

client = Client(os.environ["TWILIO_ACCOUNT_SID"], os.environ["TWILIO_AUTH_TOKEN"])
for one in client.conversations.v1.users("ada").user_conversations.list(page_size=2):
    print("name", one.friendly_name)
try:
    client.api.v2010.accounts.list()
except Exception as refusal:
    print("other host", refusal)
