<?php

/**
 * Asks as the official SDK does with curl: all heads come with the body, and that of a tunnel is told from
 * the answer's by its words.
 */
function ask(string $url): string
{
    $account = getenv('TWILIO_ACCOUNT_SID') . ':' . getenv('TWILIO_AUTH_TOKEN');
    $curl = curl_init();
    curl_setopt_array($curl, [
        CURLOPT_URL => $url,
        CURLOPT_HEADER => true,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_HTTPHEADER => ['Authorization: Basic ' . base64_encode($account)],
        CURLOPT_TIMEOUT => 60,
    ]);
    $answer = curl_exec($curl);
    if ($answer === false) {
        throw new RuntimeException(curl_error($curl));
    }
    $parts = explode("\r\n\r\n", $answer, 3);
    return $parts[0] === 'HTTP/1.1 200 Connection established' ? $parts[2] : $parts[1];
}

$page = json_decode(ask('https://conversations.twilio.com/v1/Users/ada/Conversations'), true, 512, JSON_THROW_ON_ERROR);
foreach ($page['conversations'] as $one) {
    echo 'name ', $one['friendly_name'], "\n";
}
try {
    ask('https://api.twilio.com/2010-04-01/Accounts');
} catch (RuntimeException $refusal) {
    echo 'other host ', $refusal->getMessage(), "\n";
}
