-- Nobody has written it yet; what will be sent to the outside gets tables made for its order and leases.
DROP TABLE deliveries;
