/** Shows how to write into a conversation over REST. */
export function showCommand(conversation) {
  const name = encodeURIComponent(conversation.uniqueName ?? conversation.sid);
  document.querySelector('.shell code').textContent = `ACCOUNT=$(cat parley-data/account-sid)
TOKEN=$(cat parley-data/auth-token)
curl -u "$ACCOUNT:$TOKEN" ${location.origin}/v1/Conversations/${name}/Messages \\
  -d Author=hedy -d 'Body=Hello from a shell!'`;
}
