// Asks as the official SDK does, whose client is a plain one of net/http.
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
)

type inbox struct {
	Conversations []struct {
		FriendlyName string `json:"friendly_name"`
	}
}

func ask(url string) (page inbox, err error) {
	request, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return
	}
	request.SetBasicAuth(os.Getenv("TWILIO_ACCOUNT_SID"), os.Getenv("TWILIO_AUTH_TOKEN"))
	response, err := (&http.Client{}).Do(request)
	if err != nil {
		return
	}
	defer response.Body.Close()
	err = json.NewDecoder(response.Body).Decode(&page)
	return
}

func main() {
	page, err := ask("https://conversations.twilio.com/v1/Users/ada/Conversations")
	if err != nil {
		panic(err)
	}
	for _, one := range page.Conversations {
		fmt.Println("name", one.FriendlyName)
	}
	_, err = ask("https://api.twilio.com/2010-04-01/Accounts")
	fmt.Println("other host", err)
}
