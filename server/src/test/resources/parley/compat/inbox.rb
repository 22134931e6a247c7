# Asks as the official SDK does, whose library (Faraday over net/http) looks for its proxy so.
require "json"
require "net/http"
require "openssl"

def ask(url)
  uri = URI(url)
  proxy = uri.find_proxy
  http = Net::HTTP.new(uri.host, uri.port, proxy&.host, proxy&.port)
  http.use_ssl = true
  http.cert_store = OpenSSL::X509::Store.new.tap(&:set_default_paths)
  request = Net::HTTP::Get.new(uri)
  request.basic_auth(ENV.fetch("TWILIO_ACCOUNT_SID"), ENV.fetch("TWILIO_AUTH_TOKEN"))
  http.request(request).body
end

page = JSON.parse(ask("https://conversations.twilio.com/v1/Users/ada/Conversations"))
page["conversations"].each { |one| puts "name #{one["friendly_name"]}" }
begin
  ask("https://api.twilio.com/2010-04-01/Accounts")
rescue => refusal
  puts "other host #{refusal.message}"
end
